"""The people who sign in to the demonstration: one of each role, and enough colleagues for the work to be shared."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import Role

DEMO_PASSWORD = "Invented-people-only"  # noqa: S105 - printed at every start; the demonstration holds nobody real


@dataclass(frozen=True)
class Player:
    key: str
    name: str
    role: Role
    region: str = "N57"
    force: str = ""
    phone: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


CAST = (
    Player("vlo", "Asha Rahman", Role.VLO, phone="01632 960101"),
    Player("vlo2", "Tom Greaves", Role.VLO, phone="01632 960102"),
    Player("vlo3", "Bethan Pugh", Role.VLO, phone="01632 960103"),
    Player("vao", "Marek Nowak", Role.VAO, phone="01632 960110"),
    Player("manager", "Ruth Oyelaran", Role.MANAGER, phone="01632 960120"),
    Player("wco", "Carl Denham", Role.WCO, force="Kent", phone="01632 960130"),
    Player("wco2", "Sunita Bedi", Role.WCO, force="Sussex", phone="01632 960131"),
    Player("supervisor", "Helen Stroud", Role.WCU_SUPERVISOR, force="Kent", phone="01632 960132"),
    Player("wcu.head", "Gordon Astley", Role.WCU_HEAD, force="Kent", phone="01632 960133"),
    Player("yot", "Yasmin Cole", Role.YOT_WORKER, phone="01632 960134"),
    Player("om", "Peter Lacey", Role.OFFENDER_MANAGER, phone="01632 960140"),
    Player("om2", "Grace Mbeki", Role.OFFENDER_MANAGER, phone="01632 960141"),
    Player("vlo.south", "Iain Forsyth", Role.VLO, region="N59", phone="01632 960201"),
    Player("manager.south", "Leila Haddad", Role.MANAGER, region="N59", phone="01632 960202"),
    Player("wco.south", "Joan Pike", Role.WCO, region="N59", force="Thames Valley", phone="01632 960203"),
    Player("vlo.north", "Nia Robson", Role.VLO, region="N54", phone="01632 960301"),
    Player("manager.north", "Alan Tait", Role.MANAGER, region="N54", phone="01632 960302"),
    Player("wco.north", "Dev Sharma", Role.WCO, region="N54", force="Northumbria", phone="01632 960303"),
    Player("head", "Frances Quill", Role.HEAD),
    Player("admin", "Owen Blake", Role.ADMIN),
)

# One sign-in for each role, in the order they are printed.
DEMO_SIGN_INS = tuple(
    (player.role.label, player.email)
    for player in CAST
    if player.key in {"vlo", "vao", "manager", "wco", "supervisor", "wcu.head", "yot", "om", "head", "admin"}
)
