"""A case as a directed graph: what came before what, what answers what, what was expected.

Comes in: a `Inference`, and the `Report` of a policy where there is one. Goes out: a `CaseGraph`
of plain values, or the same as a `networkx.MultiDiGraph`. Never knows: how a graph is drawn or
written; and no bound or verdict is made here.
"""
