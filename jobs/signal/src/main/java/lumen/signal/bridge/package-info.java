/** The bridge of one tenant: loop, gains and protocol put together, driven by its owner. */
package lumen.signal.bridge;
