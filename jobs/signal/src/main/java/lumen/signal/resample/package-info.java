/**
 * From a channel's integer rate to the target rate by a streaming polyphase filter.
 *
 * <p>Knows regular values and the tables of filters, and nothing of bands and phases.
 */
package lumen.signal.resample;
