#!/usr/bin/python3
"""The laptop map of five phases, twelve touchpoints, two personas and three connections, from a blank map, by keyboard alone."""

import pathlib

import drive

PHASES = ["Awareness", "Consideration", "Decision", "Onboarding", "Advocacy"]
STEPS = [
    ["Old laptops fail", "Asks peers"],
    ["Compares vendors", "Requests demo"],
    ["Pilot", "Legal review", "Signs"],
    ["Rollout", "Training"],
    ["Renewal", "Recommends us"],
]
# One list a step, as they are said.
TOUCHPOINTS = [
    ["Search: Comparison portals @IT #Jonas +1"],
    ["Event: Trade fair #Jonas +1", "Website: White paper #Jonas -2 ! Nine fields before any value"],
    ["Phone: Inside sales @Sales"],
    ["Website: Configurator #Jonas +2 #Miriam -1"],
    ["On site: Pilot on 20 devices @IT #Jonas +1"],
    ["Document: Privacy dossier @Legal #Miriam -3"],
    ["On site: Decision meeting @IT @Sales #Jonas +2 #Miriam +1 *"],
    ["Delivery: 400 devices #Jonas +1"],
    ["Chat: Service desk #Jonas -1"],
    ["On site: Review meeting"],
    ["Partner: Reference call"],
]


def begin(waymark):
    waymark.wait_widget("push button", "Blank map")
    waymark.key("Return")
    waymark.wait_item("heading", "First phase")
    waymark.done("a blank map from the start page")


def name_the_map(waymark):
    waymark.key("Up", "Up", "Up")
    waymark.type("Laptop fleet for 400 employees")
    waymark.key("Return", "Right")
    waymark.type("Jonas Keller")
    waymark.key("ctrl+Return")
    waymark.type("Miriam Aydin")
    waymark.key("Return")
    waymark.wait_item("heading", "Laptop fleet for 400 employees")
    waymark.done("a title and two personas")


def draw_phases(waymark):
    waymark.key("Down")
    waymark.type(PHASES[0])
    for name in PHASES[1:]:
        waymark.key("Tab")
        waymark.type(name)
    waymark.key("Return")
    waymark.wait_selected("heading", PHASES[-1])
    waymark.done("five phases")


def draw_steps(waymark):
    waymark.key("Home", "Down")
    for phase, names in enumerate(STEPS):
        for i, name in enumerate(names):
            if phase + i > 0:
                waymark.key("ctrl+Return" if i > 0 else "Tab")
            waymark.type(name)
    waymark.key("Return", "Home", "Down")
    waymark.wait_item("heading", STEPS[0][1])
    waymark.done("eleven steps")


def say_touchpoints(waymark):
    waymark.key("ctrl+l")
    for i, lines in enumerate(TOUCHPOINTS):
        for n, line in enumerate(lines):
            waymark.type(line)
            waymark.key("Return" if n + 1 < len(lines) or i + 1 == len(TOUCHPOINTS) else "Tab")
    waymark.key("Escape")
    waymark.wait_selected("list item", "Reference call")
    waymark.done("twelve touchpoints in one line each")


def raise_feelings(waymark):
    """On the card itself: first Jonas, who is the first, then Miriam."""
    waymark.key("Home", "Right", "Right")
    waymark.wait_selected("list item", "Inside sales")
    waymark.key("minus", "alt+2", "plus", "plus", "plus", "minus")
    waymark.done("feelings of two personas with + and −")


def connect(waymark):
    """Ctrl+J, then on to the other card."""
    waymark.key("ctrl+j", "Right", "Return")
    waymark.key("Right", "ctrl+j", "Right", "Return")
    waymark.key("Left", "Right", "ctrl+j", "Right", "Return")
    waymark.done("three connections")


def check(waymark, path):
    waymark.key("ctrl+s")
    waymark.choose_file("Save the Map", path)
    root = waymark.wait_saved(path)
    drive.expect("the outline", drive.outline(path), pathlib.Path(__file__).with_suffix(".outline").read_text(encoding="utf-8"))
    drive.expect(
        "the connections",
        drive.list_connections(root),
        [
            ("Inside sales", "Configurator", "next"),
            ("Pilot on 20 devices", "Privacy dossier", "next"),
            ("Privacy dossier", "Decision meeting", "next"),
        ],
    )
    drive.expect("the departments", [d.get("name") for d in root.iter(drive.NAMESPACE + "department")], ["IT", "Sales", "Legal"])
    waymark.done(f"the saved file is that map, after {waymark.keys} keys")


def main():
    with drive.Drive() as waymark:
        begin(waymark)
        name_the_map(waymark)
        draw_phases(waymark)
        draw_steps(waymark)
        say_touchpoints(waymark)
        raise_feelings(waymark)
        connect(waymark)
        check(waymark, waymark.folder / "laptops.waymark")
        waymark.key("ctrl+q")
        waymark.wait_end()
        waymark.done("the end")


if __name__ == "__main__":
    main()
