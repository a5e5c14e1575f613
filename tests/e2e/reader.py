#!/usr/bin/python3
"""What a screen reader finds: the map through its proxies, a name on every control; and what can be changed in the inspector and the outline."""

import pathlib
import re

import pyatspi

import drive

MAP = pathlib.Path(__file__).with_name("service.waymark")
CONTROLS = ("push button", "toggle button", "check box", "radio button", "entry", "text", "spin button", "combo box", "slider", "password text")
# What GTK says where nobody gave a name, and a mnemonic read out.
NAMELESS = re.compile(r"^((Gtk|Adw|Way)[A-Z].*|)$|_")


def find_nameless(top):
    found = []
    todo = [top]
    while todo:
        accessible = todo.pop()
        role = accessible.getRoleName()
        # The map is read elsewhere, and what is not shown has nothing in it that is.
        if role == "panel" and (accessible.name == "Map" or not drive.has_room(accessible)):
            continue
        todo += [child for child in accessible if child is not None]
        if role in CONTROLS and drive.is_shown(accessible) and NAMELESS.search(accessible.name):
            parents = [accessible]
            while len(parents) < 4 and parents[-1].parent is not None:
                parents.append(parents[-1].parent)
            found.append(" < ".join(f"{p.getRoleName()} “{p.name}”" for p in parents))
    return found


def check_names(waymark, where):
    nameless = find_nameless(waymark.application)
    if nameless:
        raise drive.Failure(f"controls of {where} without a name:\n" + "\n".join(nameless))
    waymark.done(f"every control of {where} has a name")


def read_map(waymark):
    drive.expect(
        "what is read of the map",
        sorted((role, name) for role, name, item in waymark.items()),
        [
            ("heading", "Asks"),
            ("heading", "Help"),
            ("heading", "Is helped"),
            ("heading", "Notices"),
            ("heading", "Service case"),
            ("heading", "Trouble"),
            ("heading", "Waits"),
            ("list item", "Agent"),
            ("list item", "Bot"),
            ("list item", "Queue"),
            ("row header", "Behind the scenes"),
            ("row header", "Touchpoints"),
        ],
    )
    drive.expect("the description", waymark.wait_item("list item", "Bot").description, "Chat · assumption (nobody confirmed it yet)")
    waymark.done("the map is read: headings, lanes and cards with what is known of them")


def follow_selection(waymark):
    waymark.key("Right")
    waymark.wait_selected("list item", "Queue")
    drive.expect("the others", pyatspi.STATE_SELECTED in drive.get_states(waymark.wait_item("list item", "Agent")), False)
    waymark.done("what is selected says so")


def save(waymark, name):
    waymark.wait_widget("push button", "Save").queryAction().doAction(0)
    waymark.wait_saved(waymark.path, lambda root: any(e.get("name") == name for e in root.iter()))


def rename(waymark):
    entry = waymark.wait("the card's name in the inspector", lambda: find_entry(waymark, "Name", "Queue"))
    if not entry.queryEditableText().setTextContents("Hotline queue"):
        raise drive.Failure("the entry takes no text")
    waymark.wait_item("list item", "Hotline queue")
    save(waymark, "Hotline queue")
    waymark.done("a card is renamed in the inspector and saved, without a key")


def rename_in_outline(waymark):
    """The line of what is selected is written in its place."""
    waymark.key("ctrl+shift+o")
    outline = waymark.wait_widget("list", "Outline of the map")
    waymark.wait("the selected line", lambda: pyatspi.STATE_SELECTED in drive.get_states(waymark.find("list item", "Hotline queue", outline)))
    check_names(waymark, "the outline")
    waymark.key("F2")
    waymark.wait("its name", lambda: waymark.find("text", "Name", outline)).queryEditableText().setTextContents("Waiting line")
    waymark.key("Return")
    waymark.wait_item("list item", "Waiting line")
    save(waymark, "Waiting line")
    waymark.done("a card is renamed in the outline")


def get_step(root, card):
    steps = {e.get("id"): e.get("name") for e in root.iter(drive.NAMESPACE + "step")}
    return next((steps[e.get("step")] for e in root.iter(drive.NAMESPACE + "touchpoint") if e.get("name") == card), None)


def edit_in_outline(waymark):
    """Whatever the map can do to a card its line can, and what is read of the map follows."""
    outline = waymark.wait_widget("list", "Outline of the map")
    waymark.key("Insert")
    waymark.wait("the new line", lambda: waymark.find("text", "Name", outline)).queryEditableText().setTextContents("Callback")
    waymark.key("Return")
    waymark.wait_selected("list item", "Callback")
    waymark.key("alt+Right")
    waymark.wait_widget("push button", "Save").queryAction().doAction(0)
    waymark.wait_saved(waymark.path, lambda root: get_step(root, "Callback") == "Waits")
    waymark.done("a card is added in the outline and moved to the next step")
    waymark.key("Delete")
    waymark.wait("the map without it", lambda: all(name != "Callback" for role, name, item in waymark.items()))
    waymark.key("ctrl+z")
    waymark.wait_item("list item", "Callback")
    waymark.done("it is deleted there, and that taken back")


def find_entry(waymark, name, text):
    entry = waymark.find("text", name)
    content = entry.queryText() if entry else None
    return entry if content and content.getText(0, content.characterCount) == text else None


def main():
    with drive.Drive(MAP) as waymark:
        waymark.wait_item("list item", "Agent")
        read_map(waymark)
        check_names(waymark, "the window")
        follow_selection(waymark)
        check_names(waymark, "the inspector of a card")
        rename(waymark)
        rename_in_outline(waymark)
        edit_in_outline(waymark)
        waymark.wait_widget("push button", "Export").queryAction().doAction(0)
        waymark.wait_active("Export")
        check_names(waymark, "the export")
        waymark.key("Escape")
        save(waymark, "Callback")
        waymark.key("ctrl+n")
        waymark.wait_widget("push button", "Blank map")
        check_names(waymark, "the start page")
        waymark.key("ctrl+q")
        waymark.wait_end()
        waymark.done("the end")


if __name__ == "__main__":
    main()
