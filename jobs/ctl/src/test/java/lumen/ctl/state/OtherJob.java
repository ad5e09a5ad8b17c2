package lumen.ctl.state;

import java.nio.file.Path;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A savepoint of a job that is not Lumen's: one operator that keeps a number for each key. */
final class OtherJob {
  private OtherJob() {}

  /** Writes it; returns its URI. */
  static String savepoint(Path folder) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    SavepointWriter.newSavepoint(env, 128)
        .withOperator(
            OperatorIdentifier.forUid("counter"),
            OperatorTransformation.bootstrapWith(env.fromData(1L, 2L))
                .keyBy(number -> number, Types.LONG)
                .transform(new Kept()))
        .write(folder.toUri().toString());
    env.execute();
    return folder.toUri().toString();
  }

  private static final class Kept extends KeyedStateBootstrapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Long number, Context context) throws Exception {
      getRuntimeContext().getState(new ValueStateDescriptor<>("number", Types.LONG)).update(number);
    }
  }
}
