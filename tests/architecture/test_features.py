"""Features: the seven names, also when a layer is split into several files; import-linter sees only whole names."""

from tests.architecture.tree import FEATURES, LAYERS, PROJECT, Module, layer_of, modules

FILES: dict[Module, tuple[str, str]] = {
    module: layer for module in modules("intranet") if (layer := layer_of(module)) is not None
}
# Only these two speak with the browser; the others are called by pages, commands and jobs alike.
WEB_LAYERS = {"routes", "forms"}
WEB_LIBRARIES = ("flask", "flask_login", "flask_wtf", "wtforms", "werkzeug", "intranet.web")


def is_part_of(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_imports_inside_a_feature_go_down() -> None:
    upwards = []
    for module, (feature, layer) in FILES.items():
        above = LAYERS[: LAYERS.index(layer)]
        for line, name in module.imported():
            parts = name.split(".")
            if parts[:2] == ["intranet", feature] and len(parts) > 2 and parts[2] in above:
                upwards.append(f"{module.name}:{line} imports {name}")
    assert upwards == []


def test_a_layer_that_outgrows_its_file_becomes_a_folder() -> None:
    named = [module.name for module in modules("intranet") for layer in LAYERS if f"/{layer}_" in module.name]
    assert [name for name in named if name.split("/")[1] in FEATURES] == []


def test_only_routes_and_forms_know_the_web() -> None:
    knowing = [
        f"{module.name}:{line} imports {name}"
        for module, (_, layer) in FILES.items()
        if layer not in WEB_LAYERS
        for line, name in module.imported()
        if any(is_part_of(name, library) for library in WEB_LIBRARIES)
    ]
    assert knowing == []


def test_every_feature_opens_with_its_rules() -> None:
    there = {feature for feature in FEATURES if (PROJECT / "intranet" / feature).is_dir()}
    assert there and there == {feature for feature, layer in FILES.values() if layer == "rules"}


def test_the_contract_knows_the_same_seven_names() -> None:
    contract = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert "layers = [" + ", ".join(f'"({name})"' for name in LAYERS) + "]" in contract
