#!/usr/bin/python3
"""As an analyst: an event log lies over the map that was made from it; a band is asked, an event that the map does not know is dragged onto
it with the pointer, and the figures follow."""

import os
import pathlib
import subprocess
import tempfile
import time

import drive
import pyatspi

JOURNEYS = 300


def write_log(path):
    """Everybody gets an offer; one journey in five ends there, and two of all call back before they order."""
    lines = ["case_id,activity,timestamp"]
    for i in range(JOURNEYS):
        day = f"2026-02-{i % 28 + 1:02}"
        lines += [f"c{i},Visit,{day}T08:00:00Z", f"c{i},Offer,{day}T09:00:00Z"]
        if i < 2:
            lines.append(f"c{i},Callback,{day}T10:00:00Z")
        if i % 5 != 4:
            lines.append(f"c{i},Order,{day}T12:00:00Z")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_item(waymark, name, text=""):
    """A card or an event on the map whose accessible text says so."""
    return next((x for role, own, x in waymark.items() if role == "list item" and own == name and text in x.description.replace("\u00a0", " ")), None)


def find_named(waymark, words, inside=None):
    return pyatspi.findDescendant(inside or waymark.application, lambda x: words in x.name and drive.is_shown(x))


def until(waymark, what, act, is_so):
    """Acts again as long as that comes to nothing: the map may have moved while the hand was on its way."""

    def try_once():
        act()
        end = time.monotonic() + drive.PATIENCE / 8
        while time.monotonic() < end:
            try:
                if is_so():
                    return True
            except Exception:  # widgets go while they are being looked at
                pass
            time.sleep(0.03)
        return False

    waymark.wait(what, lambda: is_so() or try_once())


def wait_still(waymark, name):
    """The pane below slides in, and the map makes room."""
    places = []

    def is_still():
        places.append(waymark.place(waymark.wait_item("list item", name)))
        return len(places) > 8 and len(set(places[-8:])) == 1

    waymark.wait("a map at rest", is_still)


def make_map(folder):
    """The map that the command line makes of the log, and the log among those that are kept."""
    log, map = folder / "shop.csv", folder / "shop.waymark"
    write_log(log)
    for words in (["import", log, "-o", map], ["log", "import", log, "--name", "shop"]):
        subprocess.run([drive.CLI, *words], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "XDG_DATA_HOME": str(folder)})
    return map


def show_flow(waymark):
    waymark.wait_item("list item", "Offer")
    waymark.key("ctrl+shift+f")
    waymark.wait("the event below the map", lambda: find_item(waymark, "Callback", "2 events"))
    for name in ("Visit", "Offer", "Order"):
        waymark.wait_item("list item", name)
    waymark.wait("two ways", lambda: find_named(waymark, "2 connections"))
    wait_still(waymark, "Offer")
    waymark.done("the flow lies over the map, and what the map does not know lies below")


def click_band(waymark):
    """The line between two cards tells of itself."""

    def click():
        visit, offer = (waymark.place(waymark.wait_item("list item", name), x=x) for name, x in (("Visit", 1.0), ("Offer", 0.0)))
        waymark.click(((visit[0] + offer[0]) // 2, (visit[1] + offer[1]) // 2))

    until(waymark, "what is said of the line", click, lambda: find_named(waymark, f"{JOURNEYS} journeys · 100\u00a0% of what follows", waymark.map()))
    waymark.wait("a button", lambda: find_named(waymark, "Only Journeys That Go This Way", waymark.map()))
    waymark.key("Escape")
    waymark.wait("nothing said any more", lambda: not find_named(waymark, "Only Journeys That Go This Way", waymark.map()))
    waymark.done("a click on a band tells how many go there")


def drag_event(waymark):
    """To the lane below the offer. A drag between widgets needs answers from the other side, so on a slow machine one may come to nothing."""

    def is_there():
        return find_item(waymark, "Callback") and not find_item(waymark, "Callback", "2 events")

    def drag():
        ghost = find_item(waymark, "Callback", "2 events")
        if ghost is not None:
            waymark.drag(waymark.place(ghost), (waymark.place(waymark.wait_item("heading", "Offer"))[0], waymark.place(waymark.wait_item("row header", "Touchpoints"))[1]))

    until(waymark, "the event on the map, and the flow through it", drag, is_there)
    waymark.wait("four ways", lambda: find_named(waymark, "4 connections"))
    waymark.done("an event is dragged onto the map, and the flow goes through it")


def look(waymark):
    """By keyboard in the list; Enter tells about the way on the map."""
    waymark.click(waymark.place(waymark.wait("the list’s name", lambda: find_named(waymark, "4 connections"))))
    row = waymark.wait("the new way in the list", lambda: find_named(waymark, "“Offer” → “Callback”"))
    drive.expect("what is said of it", "2 journeys" in row.description.replace("\u00a0", " "), True)
    drive.expect("whether it is drawn", "Not drawn" in row.description, True)
    waymark.done("the list says how many go the new way")


def main():
    with tempfile.TemporaryDirectory() as folder:
        with drive.Drive(make_map(pathlib.Path(folder)), XDG_DATA_HOME=folder) as waymark:
            show_flow(waymark)
            click_band(waymark)
            drag_event(waymark)
            look(waymark)


main()
