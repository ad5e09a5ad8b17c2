/**
 * What lumenctl asks of a JobManager over REST ({@link lumen.cluster.job.RestClient}), the records
 * that it answers with, what a failure says, and where checkpoints lie.
 *
 * <p>Knows an address, and not whose cluster it is: neither {@link lumen.cluster} nor any command.
 */
package lumen.cluster.job;
