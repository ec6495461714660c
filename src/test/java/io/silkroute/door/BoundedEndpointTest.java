package io.silkroute.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown while a connection is accepted, others are accepted after it. */
@Timeout(60)
class BoundedEndpointTest {

    private final Path folder;

    BoundedEndpointTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void errors_while_accepting_end_nothing() throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Connector connector = new Connector(BoundedHttp.class.getName());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        tomcat.addContext("", folder.toString());
        tomcat.start();
        try {
            assertThat(status(connector)).isEqualTo(404);
            Field server = NioEndpoint.class.getDeclaredField("serverSock");
            server.setAccessible(true);
            Field endpoint = AbstractProtocol.class.getDeclaredField("endpoint");
            endpoint.setAccessible(true);
            AbstractEndpoint<?, ?> bounded = (AbstractEndpoint<?, ?>) endpoint.get(connector.getProtocolHandler());
            assertThat(bounded).isInstanceOf(BoundedEndpoint.class);
            ServerSocketChannel usual = (ServerSocketChannel) server.get(bounded);
            Failing failing = new Failing(usual);
            server.set(bounded, failing);
            failing.failures.add(() -> new NoClassDefFoundError("its file could not be opened"));
            failing.failures.add(() -> new OutOfMemoryError("as it happens"));
            failing.failures.add(() -> new IOException("Too many open files"));
            failing.failures.add(() -> new StackOverflowError());
            failing.failures.add(() -> new IllegalStateException("of whatever kind"));

            assertThat(status(connector)).as("by the accept that was under way").isEqualTo(404);
            assertThat(status(connector)).as("after all of them").isEqualTo(404);
            assertThat(failing.failures).isEmpty();
            server.set(bounded, usual);
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static int status(Connector connector) throws IOException {
        HttpURLConnection asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/")
                .toURL()
                .openConnection();
        asked.setRequestProperty("Connection", "close");
        asked.setConnectTimeout(20_000);
        asked.setReadTimeout(20_000);
        try {
            return asked.getResponseCode();
        } finally {
            asked.disconnect();
        }
    }

    /** Fails for each failure that is left, and then does its work. */
    private static final class Failing extends ServerSocketChannel {

        final Deque<Supplier<Throwable>> failures = new ConcurrentLinkedDeque<>();
        private final ServerSocketChannel usual;

        Failing(ServerSocketChannel usual) {
            super(usual.provider());
            this.usual = usual;
        }

        @Override
        public SocketChannel accept() throws IOException {
            Supplier<Throwable> failure = failures.poll();
            if (failure == null) {
                return usual.accept();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw (IOException) thrown;
        }

        @Override
        public ServerSocketChannel bind(SocketAddress local, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T getOption(SocketOption<T> name) throws IOException {
            return usual.getOption(name);
        }

        @Override
        public Set<SocketOption<?>> supportedOptions() {
            return usual.supportedOptions();
        }

        @Override
        public ServerSocket socket() {
            return usual.socket();
        }

        @Override
        public SocketAddress getLocalAddress() throws IOException {
            return usual.getLocalAddress();
        }

        @Override
        protected void implCloseSelectableChannel() throws IOException {
            usual.close();
        }

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}
