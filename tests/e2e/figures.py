#!/usr/bin/python3
"""As whoever comes back each month with new answers: a survey through the assistant by keyboard, figures on the cards, a baseline, the next
wave, what has changed and what is noise, frozen into the map, and read on a computer that has none of the answers."""

import pathlib
import random
import tempfile
import threading

import drive
import pyatspi
from gi.repository import Gio, GLib

MAP = pathlib.Path(__file__).parent / "service.waymark"
PLACES = ["Bot", "Queue", "Agent"]


class Notifications:
    """What stands in the corner of a desktop: it keeps what it is told."""

    NODE = """<node><interface name="org.freedesktop.Notifications">
      <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
      <method name="CloseNotification"><arg type="u" direction="in"/></method>
      <method name="GetCapabilities"><arg type="as" direction="out"/></method>
      <method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/></method>
    </interface></node>"""
    ANSWERS = {"Notify": ("(u)", (1,)), "GetCapabilities": ("(as)", (["body"],)), "GetServerInformation": ("(ssss)", ("test", "test", "1", "1.2"))}

    def __init__(self):
        self.told = []
        self.ready = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()
        self.ready.wait(drive.PATIENCE)

    def serve(self):
        context = GLib.MainContext()
        context.push_thread_default()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        connection = Gio.DBusConnection.new_for_address_sync(Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION), flags, None, None)
        connection.register_object("/org/freedesktop/Notifications", Gio.DBusNodeInfo.new_for_xml(self.NODE).interfaces[0], self.call, None, None)
        Gio.bus_own_name_on_connection(connection, "org.freedesktop.Notifications", Gio.BusNameOwnerFlags.NONE, lambda *_: self.ready.set(), None)
        GLib.MainLoop(context).run()

    def call(self, connection, sender, path, interface, method, parameters, invocation):
        if method == "Notify":
            self.told.append(parameters.unpack()[3:5])
        kind, answer = self.ANSWERS.get(method, ("()", ()))
        invocation.return_value(GLib.Variant(kind, answer))


def write_wave(path, month, promoters):
    """150 answers a place; no day is after the twelfth, so nobody can know by the cells which number is the month."""
    random.seed(month)
    lines = ["Date,Contact,NPS (0-10),Comment"]
    for place, share in zip(PLACES, promoters):
        for i in range(150):
            score = 10 if i < 150 * share else 3 if i % 2 else 8
            lines.append(f"{month:02}/{i % 12 + 1:02}/2026,{place},{score},{'again' if i % 50 == 0 else ''}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def find_card(waymark, name, text):
    """The card once its accessible text says so."""
    return waymark.wait(
        f"card “{name}” with “{text}”",
        lambda: next((x for role, own, x in waymark.items() if role == "list item" and own == name and text in x.description.replace("\u00a0", " ")), None),
    )


def run(waymark, words):
    """An action by its name, from the palette."""
    waymark.key("ctrl+k")
    waymark.wait("the palette", lambda: find_named(waymark, "Search for an action or a place on the map"))
    waymark.type(words)
    waymark.wait(f"“{words}” in the palette", lambda: find_rows(waymark, "list item", words))
    waymark.key("Return")


def find_named(waymark, name):
    return pyatspi.findDescendant(waymark.application, lambda x: x.name == name and drive.is_shown(x))


def find_rows(waymark, role, words):
    """The names of all that are to be seen and hold these words."""
    return [x.name for x in pyatspi.findAllDescendants(waymark.application, lambda x: x.getRoleName() == role and words in x.name and drive.is_shown(x))]


def choose_table(waymark, path):
    waymark.key("ctrl+m")
    waymark.choose_file("Import Figures", path)
    return waymark.wait_widget("push button", "Import")


def first_wave(waymark):
    path = waymark.folder / "wave 1.csv"
    write_wave(path, 3, [0.5, 0.5, 0.5])
    waymark.wait_item("list item", "Bot")
    button = choose_table(waymark, path)
    question = waymark.wait_widget("list item", "“03/01/2026” is in January: the day stands first")
    drive.expect("what has the keyboard", pyatspi.STATE_FOCUSED in drive.get_states(question), True)
    drive.expect("importing before it is answered", pyatspi.STATE_SENSITIVE in drive.get_states(button), False)
    waymark.done("the one question that the cells leave open is asked, and has the keyboard")
    waymark.key("Down", "space")
    waymark.wait("a button that imports", lambda: pyatspi.STATE_SENSITIVE in drive.get_states(button))
    waymark.key("Return")


def see_badges(waymark):
    waymark.key("F7")
    for name in PLACES:
        find_card(waymark, name, "NPS 25")
        find_card(waymark, name, "n 150")
    waymark.done("each card says its figure and of how many")


def second_wave(waymark, notifications):
    run(waymark, "Freeze as Baseline")
    path = waymark.folder / "wave 2.csv"
    write_wave(path, 4, [0.5, 0.14, 0.52])
    button = choose_table(waymark, path)
    waymark.wait("a recipe that fits", lambda: pyatspi.STATE_SENSITIVE in drive.get_states(button))
    waymark.key("Return")
    waymark.key("F7")
    find_card(waymark, "Queue", "▼")
    find_card(waymark, "Bot", "noise")
    find_card(waymark, "Agent", "noise")
    title, body = waymark.wait("a notification", lambda: notifications.told and notifications.told[-1])
    drive.expect("what is told", "Service case" in title and "Queue" in body, True)
    waymark.done("the next wave asks nothing; one card is worse, which the desktop tells, the others are noise")


def see_changes(waymark):
    waymark.key("shift+F7")
    waymark.wait("what changed", lambda: find_rows(waymark, "label", "What changed since the baseline"))
    verdicts = ("worse", "better", "noise")
    rows = waymark.wait(
        "the list of changes",
        lambda: [x.name for x in pyatspi.findAllDescendants(waymark.application, lambda x: x.getRoleName() != "label" and "NPS (0-10)" in x.name and any(word in x.name for word in verdicts) and drive.is_shown(x))],
    )
    drive.expect("the first of the list", "Queue" in rows[0] and "worse" in rows[0], True)
    drive.expect("what else is called real", [x for x in rows[1:] if "noise" not in x and "Today" not in x], [])
    waymark.done("the list names what has changed first")


def keep(waymark):
    run(waymark, "Write the Figures into the Map")
    waymark.key("ctrl+s")
    root = waymark.wait_saved(waymark.path, lambda root: root.find(f".//{drive.NAMESPACE}figure[@role='current']") is not None)
    figures = root.findall(f".//{drive.NAMESPACE}figure")
    drive.expect("what figures are kept", sorted({f.get("role") for f in figures}), ["baseline", "current"])
    drive.expect("how they were computed", {f.get("basis") for f in figures}, {"nps"})
    drive.expect("single answers in the map", "again" in waymark.path.read_text(encoding="utf-8"), False)
    waymark.done("baseline and figures are in the file, and no answer is")
    kept = waymark.path.read_bytes()
    waymark.key("ctrl+q")
    waymark.wait_end()
    return kept


def elsewhere(kept, stages):
    """On a computer that has imported nothing."""
    with tempfile.TemporaryDirectory() as home:
        path = pathlib.Path(home) / "mailed.waymark"
        path.write_bytes(kept)
        with drive.Drive(path, stages=stages, XDG_DATA_HOME=home) as waymark:
            find_card(waymark, "Queue", "▼")
            find_card(waymark, "Bot", "noise")
            waymark.done("a computer without the answers shows the same figures")


def main():
    notifications = Notifications()
    with drive.Drive(MAP, plan=False) as waymark:
        first_wave(waymark)
        see_badges(waymark)
        second_wave(waymark, notifications)
        see_changes(waymark)
        kept = keep(waymark)
    elsewhere(kept, waymark.stages)


main()
