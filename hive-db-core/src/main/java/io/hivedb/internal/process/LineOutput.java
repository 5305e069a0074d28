// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts UTF-8 into lines. Unlike zt-exec's own it does not take a flush for the end of a line, so
 * that a line longer than a read buffer stays whole. Used by one thread.
 */
final class LineOutput extends OutputStream {

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineOutput(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void write(int value) {
    if (value == '\n') {
      emit();
    } else {
      line.write(value);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, from, i - from);
        emit();
        from = i + 1;
      }
    }
    line.write(bytes, from, offset + length - from);
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  /** The last line may lack its end. */
  @Override
  public void close() {
    if (line.size() > 0) {
      emit();
    }
  }
}
