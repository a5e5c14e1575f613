#!/usr/bin/python3
"""As a sales person would: from an export of contacts to a judged buying center and a one-page PDF to take along, in under three minutes of
a hand: the machine may be slow."""

import subprocess

import drive

CONTACTS = """Opportunity Name,Contact Name,Email,Phone,Account Name,Department,Role
Fleet,Ada Roth,ada@roth.example,0123-1,Roth AG,Management,Decision Maker
Fleet,Paul Lenz,lenz@roth.example,0123-2,Roth AG,Finance,Executive Sponsor
Fleet,Mara Ng,ng@roth.example,0123-3,Roth AG,Purchasing,Procurement
Fleet,Jo Weber,jo@roth.example,0123-4,Roth AG,IT,Business User
Fleet,Ilka Brandt,ib@roth.example,0123-5,Roth AG,Works council,Gatekeeper
Fleet,K-Tech,sales@ktech.example,0123-6,K-Tech,,Partner
"""
# Where each is dropped, in percent: the use of the influence, and the influence; keys for the attitude, from neutral on.
JUDGED = [("Ada Roth", 75, 88, "plus"), ("Paul Lenz", 55, 70, "minus"), ("Mara Ng", 80, 40, ""), ("Jo Weber", 30, 15, "plus"), ("Ilka Brandt", 25, 85, "minus")]


def import_contacts(waymark):
    path = waymark.folder / "contacts.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    waymark.wait_widget("push button", "Blank map")
    waymark.key("Return")
    waymark.wait_item("heading", "First phase")
    waymark.key("F5")
    waymark.wait_widget("list", "Stakeholders by influence and its use")
    waymark.key("alt+i")
    waymark.choose_file("Choose Contacts", path)
    waymark.wait_active("Import Contacts")
    waymark.key("Return")
    find(waymark, "Ada Roth")
    find(waymark, "K-Tech")
    waymark.done("six contacts are stakeholders")


def find(waymark, name):
    """The disc of this person: its name goes on with unit and role."""
    return waymark.wait(
        f"stakeholder “{name}”",
        lambda: drive.pyatspi.findDescendant(
            waymark.application, lambda x: x.getRoleName() == "list item" and x.name.startswith(name + " · ") and drive.is_shown(x)
        ),
    )


def judge(waymark):
    for name, use, influence, attitude in JUDGED:
        x, y = waymark.place(waymark.wait_widget("list", "Stakeholders by influence and its use"), 0, 0)
        # Where the plane lies in a window of 1280 × 800; a few percent do not matter here.
        where = (x + 148 + 510 * use // 100, y + 95 + 320 * (100 - influence) // 100)
        waymark.drag(waymark.place(find(waymark, name), 0.12, 0.5), where)
        waymark.wait(f"judged {name}", lambda: "influence not known" not in find(waymark, name).description)
        if attitude:
            waymark.key("plus", attitude)
    waymark.done("five are judged by hand, one is left open")


def print_sheet(waymark):
    path = waymark.folder / "sheet.pdf"
    waymark.key("alt+p")
    waymark.choose_file("Stakeholder Sheet", path)
    waymark.wait("a finished PDF", lambda: path.exists() and path.read_bytes().rstrip().endswith(b"%%EOF"))
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    drive.expect("pages", [line.split()[1] for line in info.splitlines() if line.startswith("Pages")], ["1"])
    drive.expect("people on the sheet", [n for n, *_ in JUDGED if n not in text], [])
    drive.expect("what the sheet must not say", [w for w in ["@", "0123"] if w in text], [])
    waymark.done("one page with everybody, and no addresses")


def save(waymark):
    path = waymark.folder / "fleet.waymark"
    waymark.key("ctrl+s")
    waymark.choose_file("Save the Map", path)
    root = waymark.wait_saved(path, lambda root: root.find(f".//{drive.NAMESPACE}stakeholder") is not None)
    people = list(root.iter(drive.NAMESPACE + "stakeholder"))
    drive.expect("stakeholders", len(people), 6)
    drive.expect("judged", len([p for p in people if p.get("influence") and p.get("influence-use")]), 5)
    drive.expect("attitudes", sorted(p.get("attitude") for p in people if p.get("attitude")), ["sceptic", "sceptic", "supporter", "supporter"])
    drive.expect("roles", sorted(p.get("role") for p in people), ["approver", "buyer", "decider", "gatekeeper", "partner", "user"])
    drive.expect("addresses in the map", "@" in path.read_text(encoding="utf-8"), False)
    waymark.done("the map keeps the judgements and no address")


def main():
    with drive.Drive() as waymark:
        import_contacts(waymark)
        judge(waymark)
        print_sheet(waymark)
        save(waymark)
        # After Card, Moran and Newell 1980: a key takes 0.28 seconds, and to drag is to think, to point, to press, to point and to let go.
        seconds = 0.28 * waymark.keys + len(JUDGED) * (1.35 + 2 * (1.1 + 0.1))
        drive.expect("in under three minutes", seconds < 180, True)
        waymark.done(f"{seconds:.1f} seconds for {waymark.keys} keys and {len(JUDGED)} drags")


main()
