/** What lines say of a service, what is commanded, and what is told of it. */
package lumen.governance.record;
