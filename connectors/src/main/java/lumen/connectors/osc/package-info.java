/**
 * OSC over UDP, in and out.
 *
 * <p><b>In.</b> Each message of a packet, however deep in bundles, is one message of the stream; a
 * packet that is malformed, too large or of a host that may not send is one refusal as a whole, and
 * nothing of it is taken; an empty bundle is nothing. The key is the address, as it was received.
 *
 * <table>
 * <caption>What a message becomes</caption>
 * <tr><th>arguments</th><th>becomes</th></tr>
 * <tr><td>none</td><td>the number 1: an impulse</td></tr>
 * <tr><td>one of i f h d</td><td>the number; of h as the nearest double</td></tr>
 * <tr><td>one of T I, F</td><td>the number 1, 0</td></tr>
 * <tr><td>one of s S c</td><td>the text: a fact</td></tr>
 * <tr><td>several, or an array, with a number</td><td>elements [0], [1], ... in their order, arrays
 * in arrays laid out flat; NaN for what is no number, so that every element keeps its index</td></tr>
 * <tr><td>anything else: only b m r t N, several texts, an empty array</td><td>a refusal: no usable
 * value</td></tr>
 * </table>
 *
 * <p>A time tag among the arguments (t) is no number. The event time is the innermost bundle's tag
 * that tells a time, that is neither 1 (immediately) nor 0 (unknown); without one, arrival is.
 * Nothing is held back until its time.
 *
 * <p><b>Out.</b> Messages, and the ticks of {@link lumen.connectors.playout}. The bytes are
 * javaosc's, with time tags of our own arithmetic.
 *
 * <p>Knows no other kind of input, and not who reads it.
 */
package lumen.connectors.osc;
