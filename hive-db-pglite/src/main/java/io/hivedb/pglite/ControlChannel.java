// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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

  /** Loaded by the first request, when the process has been started. */
  private static final class Json {

    static final Gson GSON = new Gson();
  }

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
    String request = encode(id, operation, values);
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

  /** Not by a map of Gson's, which takes ten times as long where little was compiled yet. */
  private static String encode(int id, String operation, Map<String, ?> values) {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.beginObject().name("id").value(id).name("op").value(operation);
      for (Map.Entry<String, ?> entry : values.entrySet()) {
        write(writer.name(entry.getKey()), entry.getValue());
      }
      writer.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string has room for all
    }
    return text.toString();
  }

  private static void write(JsonWriter writer, Object value) throws IOException {
    if (value instanceof String text) {
      writer.value(text);
    } else {
      Json.GSON.toJson(value, value.getClass(), writer);
    }
  }

  /** Takes a line that the bridge wrote. */
  void receive(String line) {
    try {
      JsonObject message = JsonParser.parseString(line).getAsJsonObject();
      CompletableFuture<JsonObject> answer = pending.remove(message.get("id").getAsInt());
      if (answer != null) {
        complete(answer, message);
      }
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
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
