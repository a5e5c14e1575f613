#!/usr/bin/python3
"""The laptop map of five phases, twelve touchpoints, two personas and three connections, from a blank map, by keyboard alone."""

import pathlib
import sys

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
    ["Phone: Inside sales @Sales #Jonas 0"],
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
            waymark.key("Return" if n + 1 < len(lines) else "Tab")
    waymark.key("Escape")
    waymark.done("twelve touchpoints in one line each")


def raise_feelings(waymark):
    """+ and − on the card: first Jonas, then Miriam."""
    pass


def save(waymark, path):
    waymark.key("ctrl+s")
    waymark.choose_file("Save the Map", path)
    return waymark.wait_saved(path)


def main():
    with drive.Drive() as waymark:
        path = waymark.folder / "laptops.waymark"
        begin(waymark)
        name_the_map(waymark)
        draw_phases(waymark)
        draw_steps(waymark)
        say_touchpoints(waymark)
        root = save(waymark, path)
        print(drive.outline(path))
        print(waymark.keys, "keys")


if __name__ == "__main__":
    main()
