/** What {@code governance.yaml} sets, with its defaults. */
package lumen.governance.settings;
