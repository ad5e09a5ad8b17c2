/**
 * The services in the job: keyed by service, each takes its lines and closes its steps as the
 * watermark passes them ({@link lumen.governance.ledger.LedgerFunction}); its parts are its state.
 *
 * <p>Decides nothing: the rules are the ledger's own ({@link lumen.governance.service}).
 */
package lumen.governance.ledger;
