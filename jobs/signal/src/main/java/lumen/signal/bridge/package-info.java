/**
 * The bridge of one tenant: loop, gains and protocol put together, driven by its owner.
 *
 * <p>Knows loop, gains and protocol, and nothing of the fusion, whose figures its owner brings.
 */
package lumen.signal.bridge;
