/**
 * The entrance of the job: how the clocks of sources are corrected, and the operator that sends
 * samples to their channels, texts and commands to their tenants, and all else to the side outputs.
 *
 * <p>Knows no particular source, and neither fuse nor bridge.
 */
package lumen.fusion.ingest;
