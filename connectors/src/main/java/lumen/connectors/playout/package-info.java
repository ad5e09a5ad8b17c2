/**
 * The way out: the bridge's ticks are played on OSC or MIDI at their time plus a fixed delay. What
 * comes too late, too often or in rollback is counted and never heard. Signs of life go out with
 * them, in rollback too.
 *
 * <p>Knows no instrument: each is a {@link lumen.connectors.playout.TickPlayer}.
 */
package lumen.connectors.playout;
