/**
 * TLS as connectors need it: authorities of a file that are trusted, and why a certificate was not,
 * in words that a person can mend it by.
 *
 * <p>Knows no connector and no other package of Lumen.
 */
package lumen.connectors.tls;
