package cn.leiting.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.leiting.shared.Refusal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says a refused start as its one sentence and nothing else, also where a room refuses what it was given
 * to start with; every other failure is reported in full.
 * Spring makes it by name, with the context as argument.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartReport implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String sentence = sentence(cause);
            if (sentence != null) {
                print(sentence);
                return true;
            }
        }
        return false;
    }

    private static @Nullable String sentence(Throwable cause) {
        if (cause instanceof StartRefused refused) {
            return refused.getMessage();
        }
        if (cause instanceof Refusal refusal) {
            return "不能启动：" + refusal.sentence();
        }
        // Two that start at the same moment both find the port free; the later one fails here.
        return cause instanceof PortInUseException taken ? Port.taken(taken.getPort()) : null;
    }

    /** In the terminal's own characters, and never as question marks where the machine's are ASCII. */
    private static void print(String sentence) {
        Console terminal = System.console();
        Charset charset = terminal == null ? UTF_8 : terminal.charset();
        Charset readable = charset.newEncoder().canEncode(sentence) ? charset : UTF_8;

        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.err), true, readable);
        out.println(sentence);
    }
}
