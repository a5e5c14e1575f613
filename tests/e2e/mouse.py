#!/usr/bin/python3
"""A small map is rearranged, saved and exported with the pointer; the keyboard only writes names."""

import pathlib

import drive


def cell(waymark, lane, step):
    """The middle of a cell: below its step, beside its lane."""
    return (waymark.place(waymark.wait_item("heading", step))[0], waymark.place(waymark.wait_item("row header", lane))[1])


def press(waymark, role, name):
    waymark.click(waymark.place(waymark.wait_widget(role, name)))


def write(waymark):
    waymark.click(cell(waymark, "Behind the scenes", "Is helped"), times=2)
    waymark.type("Ticket closed")
    waymark.click(cell(waymark, "Behind the scenes", "Notices"))
    waymark.wait_item("list item", "Ticket closed")
    waymark.click(waymark.place(waymark.wait_item("list item", "Queue")), times=2)
    waymark.type("Hotline queue")
    waymark.click(cell(waymark, "Behind the scenes", "Notices"))
    waymark.wait_item("list item", "Hotline queue")
    waymark.done("a double click writes on a cell and on a card")


def is_in(waymark, card, lane, step):
    """Whether the card is shown there."""
    box, row, column = (drive.get_box(waymark.wait_item(role, name)) for role, name in (("list item", card), ("row header", lane), ("heading", step)))
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return column.x < x < column.x + column.width and row.y < y < row.y + row.height


def is_first(waymark, phase, other):
    return waymark.place(waymark.wait_item("heading", phase))[0] < waymark.place(waymark.wait_item("heading", other))[0]


def drag(waymark):
    # The second goes across a phase, to another lane.
    for card, lane, step in ("Agent", "Touchpoints", "Is helped"), ("Bot", "Behind the scenes", "Waits"):
        waymark.drag(waymark.place(waymark.wait_item("list item", card)), cell(waymark, lane, step), arrived=lambda: is_in(waymark, card, lane, step))
        waymark.wait(f"{card} in its new cell", lambda: is_in(waymark, card, lane, step))
    waymark.done("cards are dragged between cells, lanes and phases")

    trouble, help = (waymark.wait_item("heading", name) for name in ("Trouble", "Help"))
    waymark.drag(waymark.place(help), waymark.place(trouble, x=0.2), arrived=lambda: is_first(waymark, "Help", "Trouble"))
    waymark.wait("phase in front", lambda: is_first(waymark, "Help", "Trouble"))
    waymark.done("a phase is dragged in front of another")


def connect(waymark):
    """Out of the handle where time goes on."""
    bot = waymark.wait_item("list item", "Bot")
    waymark.click(waymark.place(bot))
    waymark.wait_selected("list item", "Bot")
    waymark.drag(waymark.place(bot, x=1.0), waymark.place(waymark.wait_item("list item", "Agent")))
    waymark.wait_widget("text", "Label")  # what the inspector knows of a connection
    waymark.done("a connection is pulled out of a card")


def choose_several(waymark):
    """A rubber band around two cards, which the menu then duplicates."""
    waymark.drag(cell(waymark, "Behind the scenes", "Notices"), waymark.place(waymark.wait_item("list item", "Bot")), modifier="Shift_L")
    waymark.wait_selected("list item", "Bot")
    waymark.wait_selected("list item", "Ticket closed")
    waymark.click(waymark.place(waymark.wait_item("list item", "Bot")), button=3)
    waymark.choose("Duplicate")
    waymark.wait("two of each", lambda: [name for role, name, item in waymark.items()].count("Ticket closed") == 2)
    press(waymark, "push button", "Undo")
    waymark.wait("one of each", lambda: [name for role, name, item in waymark.items()].count("Ticket closed") == 1)
    waymark.done("a rubber band, a menu and the undo button")


def save(waymark):
    press(waymark, "push button", "Save")
    root = waymark.wait_saved(waymark.path, lambda root: any(e.get("name") == "Hotline queue" for e in root.iter()))
    drive.expect("the outline", drive.outline(waymark.path), pathlib.Path(__file__).with_suffix(".outline").read_text(encoding="utf-8"))
    drive.expect("the connections", drive.list_connections(root), [("Bot", "Agent", "next")])
    waymark.done("the saved file is that map")


def export(waymark, path):
    press(waymark, "push button", "Export")
    window = waymark.wait_active("Export")
    press(waymark, "push button", "Export…")
    waymark.choose_file("Export the Map", path)
    waymark.wait("a PDF", lambda: path.read_bytes().startswith(b"%PDF-"))
    waymark.done("the map is exported")


def main():
    with drive.Drive(pathlib.Path(__file__).with_name("service.waymark")) as waymark:
        write(waymark)
        drag(waymark)
        connect(waymark)
        choose_several(waymark)
        save(waymark)
        export(waymark, waymark.folder / "service.pdf")
        press(waymark, "push button", "Close")
        waymark.wait_end()
        waymark.done("the end")


if __name__ == "__main__":
    main()
