"""How Qt's own widgets (fields, menus, scroll bars, tables) look; our own widgets paint themselves."""

from string import Template

from PySide6.QtWidgets import QApplication

from persona_studio.ui.kit import Kit
from persona_studio.ui.theme import THEMES, Theme, load_theme

# Tooltips are plain text: names, questions and answers of clients may look like HTML.
_SHEET = Template("""
QToolTip { background: $primary; color: $onprimary; border: 0; padding: ${p4}px ${p8}px;
  qproperty-textFormat: PlainText; }
QMenu { background: $surface; border: 1px solid $line; border-radius: ${p8}px; padding: ${p6}px; }
QMenu::item { color: $text; padding: ${p6}px ${p24}px ${p6}px ${p10}px;
  border-radius: ${p6}px; }
QMenu::item:selected { background: $atint; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: ${p8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p6}px ${p4}px; }
QMenu::indicator { width: ${p16}px; height: ${p16}px; }
QLineEdit {
  background: $surface; color: $text; border: 1px solid $strong; border-radius: ${p8}px;
  padding: 0 ${p10}px; min-height: ${p32}px; selection-background-color: $accent; selection-color: $surface;
}
QLineEdit:focus { border: 2px solid $accent; padding: 0 ${p9}px; min-height: ${p30}px; }
QLineEdit:disabled { background: $sunken; color: $text3; border-color: $line; }
QComboBox {
  background: $surface; color: $text; border: 1px solid $strong; border-radius: ${p8}px;
  padding: 0 ${p10}px; min-height: ${p32}px;
}
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $accent; padding: 0 ${p9}px; min-height: ${p30}px; }
QComboBox::drop-down { border: 0; width: ${p28}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: 0; padding: ${p4}px;
  selection-background-color: $atint; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${p28}px; padding: 0 ${p6}px; }
QListView#choices { background: $surface; border: 1px solid $strong; border-radius: ${p8}px; outline: 0;
  padding: ${p4}px; selection-background-color: $atint; selection-color: $accent; }
QListView#choices:focus { border: 2px solid $accent; }
QListView#choices::item { min-height: ${p28}px; padding: 0 ${p6}px; border-radius: ${p6}px; color: $text; }
QListView#choices::item:hover { background: $hover; }
QListView#choices::item:selected { background: $atint; color: $accent; }
QListView#entries { background: $surface; border: 1px solid $line; border-radius: ${p8}px; outline: 0; }
QListView#levels { background: transparent; border: 0; outline: 0; }
QScrollArea, QScrollArea > QWidget > QWidget#content { background: transparent; border: 0; }
QScrollArea#sheet { background: $canvas; border: 0; }
QScrollBar:vertical { background: transparent; width: ${p10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p10}px; margin: 0; }
QScrollBar::handle { background: $strong; border-radius: ${p3}px; border: 2px solid transparent; }
QScrollBar::handle:vertical { background: $strong; min-height: ${p32}px; border-radius: ${p3}px;
  margin: 2px; }
QScrollBar::handle:horizontal { background: $strong; min-width: ${p32}px; border-radius: ${p3}px;
  margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTableView { background: transparent; border: 0; gridline-color: $line; outline: 0;
  selection-background-color: $atint; selection-color: $text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $sunken; color: $text2; border: 0; border-bottom: 1px solid $line;
  padding: 0 ${p12}px 0 0; }
QTableView#lines { gridline-color: $line; color: $text; }
QTableView#lines::item { padding: 0 ${p8}px; }
QTableView#lines::item:selected { background: $atint; color: $text; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QTableView#lines QHeaderView::section { padding: 0 ${p8}px; border-right: 1px solid $line;
  border-radius: 0; color: $text3; }
QTableView#lines QHeaderView::section:first { padding-left: ${p8}px; border-radius: 0; }
QTableView#lines QHeaderView::section:last { border-right: 0; }
QTableView#lines QTableCornerButton::section { background: $sunken; border: 0;
  border-bottom: 1px solid $line; border-top-left-radius: ${p11}px; }
QTableCornerButton::section { background: $surface; border: 0; }
QHeaderView::section:first { padding-left: ${p50}px; border-top-left-radius: ${p11}px; }
QHeaderView::section:last { border-top-right-radius: ${p11}px; }
QSplitter::handle { background: $line; }
QDialog, QMessageBox { background: $surface; }
""")


def wear(theme: Theme, application: QApplication) -> None:
    """Let the whole application wear a theme."""
    application.setPalette(theme.palette())
    application.setFont(theme.font("body"))
    application.setStyleSheet(stylesheet(theme))


def change(kit: Kit) -> str:
    """Let the whole application wear the other theme, dark or light; return its name."""
    name = next(theme for theme in THEMES if theme != kit.theme.name)
    kit.theme = load_theme(name, kit.theme.scale)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        wear(kit.theme, application)
    return name


def stylesheet(theme: Theme) -> str:
    """Return the style sheet of the application in one theme, at one text size."""
    sizes = {f"p{n}": theme.px(n) for n in (3, 4, 6, 8, 9, 10, 11, 12, 16, 24, 28, 30, 32, 50)}
    return _SHEET.substitute(theme.tokens, **sizes)
