"""Puts a fault in the place of the true code: in a process that has imported it, or where it will be imported."""

import gc
import importlib.abc
import importlib.util
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import FunctionType, ModuleType

from tests.mutants.making import Mutant
from tests.mutants.reaching import codes_in

Live = Mapping[tuple[str, str], Sequence[FunctionType]]


def live_functions(paths: Iterable[str]) -> Live:
    """All functions of some modules, also those that a decorator wraps."""
    modules = {_module_of(path) for path in paths}
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ in modules:
            found.setdefault((one.__module__, one.__code__.co_qualname), []).append(one)
    gc.freeze()  # what the collector leaves alone is not copied for every process
    return found


def replace(mutant: Mutant, live: Live) -> None:
    """Put the fault in its place. Raises ValueError when it does not fit there."""
    whole = compile(mutant.source, str(Path(mutant.path).resolve()), "exec")
    if mutant.function:
        changed = next(code for code in codes_in(whole) if code.co_qualname == mutant.function)
        for function in live.get((_module_of(mutant.path), mutant.function), ()):
            function.__code__ = changed.replace(co_filename=function.__code__.co_filename)
        return
    module = sys.modules[_module_of(mutant.path)]
    other = ModuleType(module.__name__)
    other.__file__ = module.__file__
    exec(whole, other.__dict__)
    if mutant.name is None:
        raise ValueError("a class is made when it is imported")
    true, fault = getattr(module, mutant.name), getattr(other, mutant.name)
    if isinstance(true, FunctionType) and isinstance(fault, FunctionType):
        true.__defaults__, true.__kwdefaults__ = fault.__defaults__, fault.__kwdefaults__
    else:
        setattr(module, mutant.name, fault)


class Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with a fault."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """The module with the fault; all others are found as ever."""
        if fullname != _module_of(self.mutant.path):
            return None
        return importlib.util.spec_from_file_location(fullname, Path(self.mutant.path).resolve(), loader=self)

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(compile(self.mutant.source, str(module.__file__), "exec"), module.__dict__)


def _module_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
