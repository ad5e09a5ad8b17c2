/** The protocol states of the bridge and when it passes from one to another. */
package lumen.signal.protocol;
