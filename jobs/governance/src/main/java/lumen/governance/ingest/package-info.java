/** Reads the lines of a log about services: the first fault of a line is why it is not taken. */
package lumen.governance.ingest;
