"""The register: every connector, in the order in which they are listed."""

from etl.connectors.model import Connector
from etl.connectors.publishers import kiel, nato

CONNECTORS: dict[str, Connector] = {
    connector.name: connector for connector in (kiel.CONNECTOR, nato.CONNECTOR)
}
