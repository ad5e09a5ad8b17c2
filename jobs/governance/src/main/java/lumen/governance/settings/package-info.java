/** What the rules go by: all that {@code governance.yaml} sets, checked. */
package lumen.governance.settings;
