/** How long scrapes take, measured from outside. */
package lumen.watch.probe;
