/** When the newest revision of a service is to be taken back. */
package lumen.governance.rollback;
