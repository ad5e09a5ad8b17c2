package lumen.ctl.drill.lasting;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Transactions that attempts of a job left open when they died. Readers of committed lines wait for
 * them until they time out, 10 min; who knows that the job has ended need not.
 */
final class OpenTransactions {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Set<TransactionState> UNDECIDED =
      Set.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  private OpenTransactions() {}

  /**
   * Aborts those that are open, as an operator would. What a job that ended well has committed is
   * none of them: a line that stood only in one is lost.
   *
   * @return how many there were
   */
  static int abort(String bootstrap) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<String> open = in(admin, Set.of(TransactionState.ONGOING));
      if (!open.isEmpty()) {
        admin.fenceProducers(open).all().get();
      }
      await("no transaction is undecided")
          .atMost(PATIENCE)
          .until(() -> in(admin, UNDECIDED).isEmpty());
      return open.size();
    }
  }

  private static List<String> in(Admin admin, Set<TransactionState> states)
      throws ExecutionException, InterruptedException {
    return admin
        .listTransactions(new ListTransactionsOptions().filterStates(states))
        .all()
        .get()
        .stream()
        .map(TransactionListing::transactionalId)
        .toList();
  }
}
