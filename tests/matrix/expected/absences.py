"""Who may say that somebody is away, see why, and read who stood in for whom; `staff` is away, `mate` stands in."""

from tests.matrix.expected.line import ADMIN, HEADS_OF_ONE, LEADERS, MANAGERS, STAFF_ALL, get, post

ENTER = {"staff"} | HEADS_OF_ONE | LEADERS | ADMIN
READ = MANAGERS | {"head", "deputy", "helper_head", "other_head"} | ADMIN
NEW = {
    "person_id": "@person.staff",
    "first_on": "01/06/2037",
    "last_on": "05/06/2037",
    "deputy_id": 0,
    "reason": "Phép",
}
OTHER_DAYS = {"first_on": "01/12/2036", "last_on": "09/12/2036", "deputy_id": "@person.mate", "reason": "Nghỉ phép"}

CASES = (
    get("absences.index", STAFF_ALL),
    get("absences.enter", STAFF_ALL),
    post("absences.enter", ENTER, NEW, mistaken=STAFF_ALL - ENTER),  # others are not offered that person
    get("absences.absence", STAFF_ALL, absence="coming"),
    get("absences.change", ENTER, absence="coming"),
    post("absences.change", ENTER, OTHER_DAYS, absence="coming"),
    post("absences.cancel", ENTER, absence="coming"),
    post("absences.step_down", {"mate"}, absence="coming"),
    get("home.acting", READ),
)
