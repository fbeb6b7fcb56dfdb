import '@mantine/core/styles.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { styles } from './styles.ts';
import { theme } from './theme.ts';

const look = document.createElement('style');
look.textContent = styles;
document.head.append(look);

const place = document.getElementById('root');
if (place === null) throw new Error('index.html: expected an element with the id "root".');
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <App />
    </MantineProvider>
  </StrictMode>,
);
