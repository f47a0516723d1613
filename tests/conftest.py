"""Skips are honest on a bare machine and failures in CI: with BACKFILE_NO_SKIPS set, a run that skips fails."""

import os

import pytest

_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("BACKFILE_NO_SKIPS") and _skipped and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("BACKFILE_NO_SKIPS") and _skipped:
        terminalreporter.write_line(f"{len(_skipped)} skipped where nothing may be: " + ", ".join(_skipped), red=True)
