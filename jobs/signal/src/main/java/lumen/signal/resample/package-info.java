/** From a channel's integer rate to the target rate by a streaming polyphase filter. */
package lumen.signal.resample;
