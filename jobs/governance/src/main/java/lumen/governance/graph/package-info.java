/** Which figure of a service follows which. */
package lumen.governance.graph;
