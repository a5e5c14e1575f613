"""What the drives share: Waymark in a real window, keys and pointer through xdotool, its widgets through AT-SPI.

    with drive.Drive() as waymark:
        waymark.key("Tab", "Return")
        waymark.wait_item("heading", "First phase")
        waymark.done("a blank map")

Nothing sleeps for a time that is "long enough": each step waits for what it brings about, and says what was missing when that
does not come. The program's own warnings end it (G_DEBUG=fatal-warnings) and so fail the drive. Prints TAP. With
WAYMARK_DRIVE_PICTURES=FOLDER a failure leaves a picture of the screen there.
"""

import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree

import pyatspi

WAYMARK = os.environ["WAYMARK"]
CLI = os.environ["WAYMARK_CLI"]
NAMESPACE = "{urn:waymark:journey:1}"
# In seconds; a sanitizer makes everything slower, and only a failure waits that long.
PATIENCE = 60
# So often what is clicked must have been in the same place.
RESTS = 5
# Between two events, in milliseconds: as fast as a hand never is.
PACE = "6"


class Failure(Exception):
    pass


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


class Drive:
    def __init__(self, map=None, stages=0, plan=True, **environment):
        """`map` is copied first, for drives change it; self.path is the copy. Of several drives in one test the later ones begin with the
        `stages` of those before, and only the last one has a `plan`."""
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="waymark-drive-"))
        self.path = pathlib.Path(shutil.copy(map, self.folder)) if map else None
        self.log = open(self.folder / "log", "w", encoding="utf-8")
        self.keys = 0
        self.stages = stages
        self.plan = plan
        self._map = None
        self.process = subprocess.Popen(
            [WAYMARK, *([str(self.path)] if map else [])], env={**os.environ, "G_DEBUG": os.environ.get("WAYMARK_DEBUG", ""), **environment}, stdout=self.log, stderr=self.log
        )

    def __enter__(self):
        try:
            self.application = self.wait("the program on the bus", find_application)
            # What is remembered of it is wrong where a message was missed, and it starts before we listen.
            self.application.setCacheMask(pyatspi.cache.NONE)
            self.wait_active("")
        except BaseException:
            # The one that ends a drive is not called for what did not begin.
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.log.flush()
            print(f"not ok {self.stages + 1} - {error}\n1..{self.stages + 1}")
            sys.stderr.write((self.folder / "log").read_text(encoding="utf-8"))
            self.take_picture()
        elif self.plan:
            print(f"1..{self.stages}")
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder)

    def done(self, stage):
        """One more thing holds."""
        self.stages += 1
        print(f"ok {self.stages} - {stage}", flush=True)

    def take_picture(self):
        where = os.environ.get("WAYMARK_DRIVE_PICTURES")
        if where:
            subprocess.run(["import", "-window", "root", f"{where}/{pathlib.Path(sys.argv[0]).stem}.png"], check=False)

    # --- waiting ---

    def wait(self, what, condition):
        """Until `condition` gives something that counts as true, which is returned."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = condition()
            except Exception:  # widgets go while they are being looked at
                found = None
            if found:
                return found
            if self.process.poll() is not None:
                raise Failure(f"the program ended with {self.process.returncode} before there was {what}")
            if time.monotonic() > end:
                raise Failure(f"there was no {what}")
            time.sleep(0.03)

    def wait_active(self, title):
        """The window that has the keyboard bears that title (or part of it); returns its X id."""

        def active():
            window = xdotool("getactivewindow").strip()
            return window if title in xdotool("getwindowname", window) else None

        return self.wait(f"window “{title}”", active)

    def wait_rest(self, accessible):
        """Its box, once it is told the same so many times: each telling is a turn of the program's, which lays out what it has to in between."""
        seen = []

        def at_rest():
            box = get_box(accessible)
            seen.append((box.x, box.y, box.width, box.height))
            return box if len(seen) >= RESTS and len(set(seen[-RESTS:])) == 1 else None

        return self.wait("rest", at_rest)

    def wait_end(self):
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure("the program did not end") from None
        if status != 0:
            raise Failure(f"the program ended with {status}")

    # --- widgets ---

    def find(self, role, name, inside=None):
        return pyatspi.findDescendant(
            inside or self.application, lambda x: x.getRoleName() == role and x.name == name and is_shown(x)
        )

    def wait_widget(self, role, name):
        return self.wait(f"{role} “{name}”", lambda: self.find(role, name))

    def map(self):
        """Looked for once only: it stays as long as its window."""
        if self._map is None:
            self._map = self.wait_widget("panel", "Map")
        return self._map

    def items(self):
        """What can be read of the map: (role, name, accessible)."""
        return [(x.getRoleName(), x.name, x) for x in self.map() if is_shown(x)]

    def wait_item(self, role, name):
        """The title, a phase or step ("heading"), a lane ("row header") or a card ("list item")."""
        return self.wait(
            f"{role} “{name}” on the map",
            lambda: next((x for x in self.map() if x.name == name and x.getRoleName() == role and is_shown(x)), None),
        )

    def wait_selected(self, role, name):
        return self.wait(f"selected {role} “{name}”", lambda: pyatspi.STATE_SELECTED in get_states(self.wait_item(role, name)))

    # --- hands ---

    def key(self, *keys):
        self.keys += len(keys)
        xdotool("key", "--delay", PACE, *keys)

    def type(self, text):
        self.keys += len(text)
        xdotool("type", "--delay", PACE, text)

    def place(self, accessible, x=0.5, y=0.5):
        """A point of a widget on the screen; x and y are parts of its size."""
        surface = pyatspi.findAncestor(accessible, lambda a: a.getRoleName() == "menu" or a.parent == self.application)
        outer, box = self.wait_rest(surface), self.wait_rest(accessible)
        if surface.getRoleName() == "menu":
            # It is a window of its own, though the bus tells its place within its parent.
            def find_place():
                windows = [get_geometry(w) for w in xdotool("search", "--onlyvisible", "--class", "waymark").split()]
                return next((wx, wy) for wx, wy, width, height in windows if (width, height) == (outer.width, outer.height))

            # A window that closes meanwhile makes xdotool fail.
            left, top = self.wait("the menu’s window", find_place)
            left, top = left - outer.x, top - outer.y
        else:
            left, top, width, height = get_geometry(xdotool("getactivewindow").strip())
            left, top = left + (width - outer.width) // 2, top + (height - outer.height) // 2
        return (int(left + box.x + box.width * x), int(top + box.y + box.height * y))

    def choose(self, name):
        """In the menu that is open."""
        self.click(self.place(self.wait_widget("menu item", name)))

    def click(self, point, times=1, button=1):
        xdotool("mousemove", *point, "click", "--repeat", times, "--delay", 40, button)

    def drag(self, start, end, modifier=None, arrived=None):
        """In small steps, as a hand does, or GTK takes it for a jump. Where the map makes room for what is dragged, it is let go once it has
        `arrived` below the pointer: a busy machine sees few of the steps, and the last of them may have been on the way."""
        chain = ["mousemove", *start, *(["keydown", modifier] if modifier else []), "mousedown", 1]
        for i in range(1, 11):
            chain += ["mousemove", *(int(a + (b - a) * i / 10) for a, b in zip(start, end)), "sleep", "0.01"]
        xdotool(*chain)
        trembling = itertools.cycle((1, 0))

        def rest():
            xdotool("mousemove", end[0] + next(trembling), end[1])
            return arrived()

        try:
            if arrived:
                self.wait("what is dragged below the pointer", rest)
        finally:
            xdotool("mouseup", 1, *(["keyup", modifier] if modifier else []))

    # --- files ---

    def choose_file(self, title, path):
        """In GTK's own chooser."""
        self.wait_active(title)
        self.key("ctrl+a")
        self.type(str(path))
        self.key("Return")
        self.wait(f"no window “{title}”", lambda: title not in xdotool("getactivewindow", "getwindowname"))

    def wait_saved(self, path, condition=lambda root: True):
        """The file as a tree of elements, once it is as `condition` says."""

        def read():
            root = xml.etree.ElementTree.parse(path).getroot()
            return root if condition(root) else None

        return self.wait(f"{path} as it should be", read)


def find_application():
    return next((a for a in pyatspi.Registry.getDesktop(0) if a is not None and a.name == "waymark"), None)


def get_geometry(window):
    found = dict(line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).split())
    return tuple(int(found[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))


def get_box(accessible):
    return accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)


def is_shown(accessible):
    """The state “showing” is only on windows; what is hidden has no size."""
    return "Component" in pyatspi.listInterfaces(accessible) and get_box(accessible).width > 0


def has_room(accessible):
    """False: neither it nor anything in it shows. Some that have no size of their own only hold others."""
    return "Component" not in pyatspi.listInterfaces(accessible) or get_box(accessible).width > 0


def get_states(accessible):
    return accessible.getState().getStates()


def outline(path):
    return subprocess.run([CLI, "outline", path], check=True, capture_output=True, text=True).stdout


def list_connections(root):
    """(from, to, kind) by the cards' names."""
    names = {e.get("id"): e.get("name") for e in root.iter() if e.get("id")}
    return [(names[c.get("from")], names[c.get("to")], c.get("kind")) for c in root.iter(NAMESPACE + "connection")]


def expect(what, found, wanted):
    if found != wanted:
        raise Failure(f"{what}: found\n{found}\ninstead of\n{wanted}")
