package io.silkroute;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Silkroute {

    public static void main(String[] args) {
        SpringApplication.run(Silkroute.class, args);
    }
}
