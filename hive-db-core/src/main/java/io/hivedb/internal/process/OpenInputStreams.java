// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import java.io.OutputStream;
import java.util.function.Consumer;
import org.zeroturnaround.exec.stream.PumpStreamHandler;

/** Reads the output of a process line by line, and leaves its input alone: the base closes it. */
final class OpenInputStreams extends PumpStreamHandler {

  OpenInputStreams(Consumer<String> onOutput, Consumer<String> onError) {
    super(new LineOutput(onOutput), new LineOutput(onError));
  }

  @Override
  public void setProcessInputStream(OutputStream input) {
    // The owner of the process writes to it, and its end is the end of the process.
  }
}
