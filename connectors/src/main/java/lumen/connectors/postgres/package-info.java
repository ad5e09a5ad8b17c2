/**
 * Writes what was fused to a table of a PostgreSQL database (9.5 or newer), one row per tenant and
 * time. A row that is written again replaces itself, so that a restart leaves the table as an
 * undisturbed run would have.
 *
 * <p>flink-connector-jdbc is not used: it carries the password in the job's graph, gives up after a
 * number of tries instead of a time, and does not make the table.
 *
 * <p>Takes rows, not lines: knows no JSON and no other connector.
 */
package lumen.connectors.postgres;
