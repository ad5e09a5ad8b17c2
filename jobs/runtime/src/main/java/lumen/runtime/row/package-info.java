/**
 * Lines of one JSON object each, read strictly: that a line is one object at all, with each field
 * once, is found before the faults of its fields, which each job judges itself.
 */
package lumen.runtime.row;
