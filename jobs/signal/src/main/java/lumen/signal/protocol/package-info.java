/**
 * The protocol states of the bridge and when it passes from one to another.
 *
 * <p>Knows no other package: neither the loop nor the gains.
 */
package lumen.signal.protocol;
