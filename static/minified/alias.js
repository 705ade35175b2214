// 7313ad1803ba254ed052531e23f1d3b2ab56da8bd45c0c3570454eb08ccaff5d
(()=>{"use strict";const{target:t}=document.currentScript.dataset;location.replace(new URL(t+location.search+location.hash,document.baseURI))})();
