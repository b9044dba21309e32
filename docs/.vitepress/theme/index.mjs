// Without its font: the reader's own is at hand, and nothing is fetched.
import theme from 'vitepress/theme-without-fonts';
import './style.css';

export default theme;
