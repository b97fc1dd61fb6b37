"""From a workspace to its indicators as an analyst works with them: DataFrames of values, comparisons and history.

>>> from pcpgen import open_workspace
>>> office = open_workspace(".")
>>> calls = office["call-handling"]
>>> calls
<indicator call-handling: Call handling; 5 series, 15 rows, newest January to September 2019>
>>> calls.observations.query("series == 'calls-999'")[["period", "value", "unit", "row"]]
             period     value      unit  row
0  2018-01..2018-09   96457.0  contacts    2
1              2018  130142.0  contacts    3
2  2019-01..2019-09  101926.0  contacts    4
>>> calls.comparisons[["series", "base_period", "period", "change"]].head(2).round(1)
      series       base_period            period  change
0  calls-999  2018-01..2018-09  2019-01..2019-09     5.7
1  calls-101  2018-01..2018-09  2019-01..2019-09   -12.8

Nothing is computed here: the figures, tables and charts are those of the documents. A count that documents keep back is
missing here too, and no option shows it: whoever may see it reads the CSV, whose row is named beside it.
"""

from pcpgen.analysis.indicator import COMPARISONS, HISTORY, OBSERVATIONS, DrawnChart, Indicator, NoChart
from pcpgen.analysis.workspace import InDoubt, Unknown, Workspace, open_workspace

__all__ = [
    "COMPARISONS",
    "HISTORY",
    "OBSERVATIONS",
    "DrawnChart",
    "InDoubt",
    "Indicator",
    "NoChart",
    "Unknown",
    "Workspace",
    "open_workspace",
]
