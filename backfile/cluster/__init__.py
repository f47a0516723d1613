"""Many machines: a build's batches done by the workers of a Dask scheduler too.

    with cluster.connected(site, "tcp://10.0.0.5:8786") as site:
        pipeline.build(site, …, jobs=site.engine.workers + 1)

The workers run the very functions that processes of this machine run, and find the archive's folder at the same path:
on a shared disk. One that does not, or that runs another program, is told of before anything is done.
"""

from backfile.cluster.connection import Cluster, connected

__all__ = ["Cluster", "connected"]
