// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Talks to the bridge: one JSON object a line, requests on its standard input, answers on its
 * standard output, matched by their id. Safe to use from several threads at once.
 */
final class ControlChannel {

  private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();

  /** Writes lines to the bridge. */
  interface LineWriter {
    void write(String line) throws IOException;
  }

  /** The bridge refused a request. */
  static final class RequestFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    RequestFailure(String message, String code) {
      super(message);
      this.code = code;
    }

    /** Node's code of the error, for example {@code EADDRINUSE}; or empty. */
    String code() {
      return code;
    }
  }

  /**
   * Sends a request.
   *
   * @return done with the result, or with a {@link RequestFailure}, or an {@link IOException}
   */
  CompletableFuture<JsonObject> send(LineWriter writer, String operation, Map<String, ?> values) {
    int id = ids.incrementAndGet();
    String request = ControlLine.request(id, operation, values);
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    pending.put(id, answer);
    try {
      writer.write(request);
    } catch (IOException e) {
      pending.remove(id);
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /** Takes a line that the bridge wrote. */
  void receive(String line) {
    int done = ControlLine.doneBy(line);
    if (done == 0) {
      receiveOther(line);
      return;
    }
    CompletableFuture<JsonObject> answer = pending.remove(done);
    if (answer != null) {
      answer.complete(new JsonObject());
    }
  }

  private void receiveOther(String line) {
    try {
      JsonObject message = JsonParser.parseString(line).getAsJsonObject();
      CompletableFuture<JsonObject> answer = pending.remove(message.get("id").getAsInt());
      if (answer != null) {
        complete(answer, message);
      }
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException
        | NullPointerException e) {
      fail(new IOException("the bridge wrote what is no answer: " + line, e));
    }
  }

  private static void complete(CompletableFuture<JsonObject> answer, JsonObject message) {
    if (message.has("error")) {
      JsonElement code = message.get("code");
      answer.completeExceptionally(
          new RequestFailure(
              message.get("error").getAsString(),
              code == null || code.isJsonNull() ? "" : code.getAsString()));
    } else {
      answer.complete(message.getAsJsonObject("result"));
    }
  }

  /** The bridge is gone: nobody waits for it any longer. */
  void fail(IOException reason) {
    pending.values().forEach(answer -> answer.completeExceptionally(reason));
    pending.clear();
  }
}
