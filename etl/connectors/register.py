"""The register: every connector, in the order in which they are listed."""

from etl.connectors.model import Connector
from etl.connectors.publishers import (
    census,
    comtrade,
    crea,
    eurostat,
    ideal_points,
    imf,
    kiel,
    nato,
    sipri,
    troopdata,
    un_votes,
    world_bank,
)

CONNECTORS: dict[str, Connector] = {
    connector.name: connector
    for connector in (
        kiel.CONNECTOR,
        nato.CONNECTOR,
        sipri.CONNECTOR,
        troopdata.CONNECTOR,
        comtrade.CONNECTOR,
        eurostat.CONNECTOR,
        census.CONNECTOR,
        crea.CONNECTOR,
        imf.CONNECTOR,
        world_bank.CONNECTOR,
        ideal_points.CONNECTOR,
        un_votes.CONNECTOR,
    )
}
