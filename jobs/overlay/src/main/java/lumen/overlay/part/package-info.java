/**
 * What is kept of a tenant, in parts small enough to be written with each line ({@link
 * lumen.overlay.part.Parts}), and the forms of what several of them hold.
 *
 * <p>Pure: where parts are kept is not known here.
 */
package lumen.overlay.part;
