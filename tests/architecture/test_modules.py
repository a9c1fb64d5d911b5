"""Files: each says what it is for, none grows past one subject, imports stand at the top, one line commits."""

import ast

from tests.architecture.tree import PROJECT, Module, layer_of, modules

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "misc", "common"}
LONGEST = 400


def is_migration(module: Module) -> bool:
    return "migrations" in module.path.parts


def test_the_tree_is_found() -> None:
    assert {"intranet/app.py", "deploy/supervise.py", "wsgi.py"} <= {module.name for module in modules()}


def test_a_module_opens_with_one_sentence_saying_what_it_is_for() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


def test_a_name_says_what_is_inside() -> None:
    named = {module.name: {module.path.stem, *module.path.relative_to(PROJECT).parent.parts} for module in modules()}
    assert [name for name, words in named.items() if words & EMPTY_NAMES] == []


def test_a_file_holds_one_subject() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules() if not is_migration(module)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_imports_stand_at_the_top() -> None:
    hidden = {
        f"{module.name}:{node.lineno}"
        for module in modules()
        if not is_migration(module)
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert sorted(hidden) == []


def test_one_line_commits() -> None:
    commits = [
        module.name
        for module in modules("intranet")
        if not is_migration(module)
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]
    assert commits == ["intranet/core/db.py"]


def test_one_line_keeps_a_row_for_its_transaction() -> None:
    """PostgreSQL cannot lock what an outer join fetched beside the row; SQLite would not tell."""
    locking = [
        module.name
        for module in modules("intranet")
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "refresh"
        for argument in node.keywords
        if argument.arg == "with_for_update"
    ]
    assert locking == ["intranet/core/db.py"]


def test_letters_of_the_office_are_printed_in_one_place() -> None:
    """There they take on the sizes and margins the office chose; the demonstration also writes others' letters."""
    printing = {
        module.name
        for module in modules("intranet")
        for _, name in module.imported()
        if name.startswith("intranet.docservice.render") and not module.name.startswith("intranet/docservice/")
    }
    others = {"intranet/commands/demo_incoming.py", "intranet/commands/demo_emulation.py"}
    assert printing == {"intranet/checking/service.py", *others}


def is_called_by_others(module: Module) -> bool:
    """The document service, the core and every feature's service are what the rest of the program calls."""
    layer = layer_of(module)
    is_service = layer is not None and layer[1] == "service"
    return is_service or module.name.startswith(("intranet/docservice/", "intranet/core/"))


def test_what_others_call_says_what_it_does() -> None:
    silent = [
        f"{module.name}:{node.lineno} {node.name}"
        for module in modules("intranet")
        if is_called_by_others(module)
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []
