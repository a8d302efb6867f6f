"""The charts: one series in the accent colour, or two that are opposites; axes that both Excel and LibreOffice show."""

from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from capabilities.activity.workbook.style import ACCENT, FACE, INK, LINE, QUIET

SECOND = "D98A3D"


@dataclass(frozen=True)
class Data:
    """Cells of a sheet: names in column `names`, figures from column `first` to `last`, headers in row `top`."""

    sheet: Worksheet
    top: int
    bottom: int
    names: int
    first: int
    last: int


def columns(data: Data, title: str, *, width: float, height: float = 7.5) -> BarChart:
    return _chart(data, title, "col", width, height)


def ranking(data: Data, title: str, *, width: float, height: float = 9) -> BarChart:
    """Bars to the right, the first on top."""
    chart = _chart(data, title, "bar", width, height)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    return chart


def _chart(data: Data, title: str, kind: str, width: float, height: float) -> BarChart:
    chart = BarChart()
    chart.type, chart.gapWidth, chart.overlap = kind, 45, None
    figures = Reference(data.sheet, min_col=data.first, max_col=data.last, min_row=data.top, max_row=data.bottom)
    chart.add_data(figures, titles_from_data=True)
    chart.set_categories(Reference(data.sheet, min_col=data.names, min_row=data.top + 1, max_row=data.bottom))
    for series, colour in zip(chart.series, (ACCENT, SECOND), strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))
        series.invertIfNegative = False
    chart.title = title
    chart.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1200, INK, bold=True))
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = _letters(1200, INK, bold=True)
    chart.title.overlay = False
    if len(chart.series) == 1:
        chart.legend = None
    else:
        chart.legend.position = "b"
    _axes(chart)
    chart.width, chart.height = width, height
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    return chart


def _axes(chart: BarChart) -> None:
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=_letters(900, QUIET)), endParaRPr=None)])
        axis.majorTickMark = "none"
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))


def _letters(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=Font(typeface=FACE))
